/** The last step of the build: reads, checks and keeps the default policy, so that no start has to. */
import { checkedFile } from './faults.ts';
import { defaultText } from './load.ts';
import { readYaml } from './overlay.ts';
import { prepareFile } from './prepared.ts';

const text = defaultText();
const checked = checkedFile(readYaml(text).tree);
// A broken file is no fault of the build: the start says what is wrong with it, in words.
if ('file' in checked) prepareFile(text, checked.file);
