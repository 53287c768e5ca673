import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/port.ts';

/** A store whose database can be taken away, for reading or for saving. */
export async function breakableStore() {
  const store = await openStore({ dataDir: null });
  const broken = { load: false, save: false };
  const away = () => Promise.reject(new Error('connection refused for 251'));
  const breakable: Store = {
    ...store,
    load: (key) => (broken.load ? away() : store.load(key)),
    save: (key, save) => (broken.save ? away() : store.save(key, save)),
  };
  return { store: breakable, broken };
}
