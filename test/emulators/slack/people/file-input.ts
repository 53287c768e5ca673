import type { Json } from '../world/json.ts';
import { extensionOf, type PickedFile } from './files.ts';
import type { Client, Filling, Input } from './inputs.ts';

/** Page File input element: "There is a 10MB file size limit", and ten files unless it says less. */
const mostBytes = 10_000_000;
const mostFiles = 10;

/** Everything is checked before anything is uploaded, as the client does it. */
export const fileInput: Input = {
  initial: () => ({ files: [] }),
  fill: (element, picked, client) => {
    const files = pickedFiles(picked);
    const error = wrongWith(element, files);
    return error ? { error } : { value: { files: upload(files, client) } };
  },
};

const upload = (files: readonly PickedFile[], client: Client): Json[] =>
  files.map((file) => client.upload(file));

function pickedFiles(picked: Filling): PickedFile[] {
  if (picked === '') return [];
  const all = Array.isArray(picked) ? picked : [picked];
  return all.map((one) => {
    if (typeof one === 'object' && 'file' in one) return one;
    throw new Error(`this input takes files, as { file: name, content }, not "${one}"`);
  });
}

function wrongWith({ filetypes, max_files }: Json, files: PickedFile[]): string | undefined {
  const most = Number(max_files ?? mostFiles);
  if (files.length > most) return `Please choose at most ${most}`;
  const types = Array.isArray(filetypes) ? filetypes.map((type) => String(type).toLowerCase()) : [];
  for (const { file, content } of files) {
    if (types.length > 0 && !types.includes(extensionOf(file)))
      return `Please choose a file of the type ${types.join(', ')}`;
    const size = Buffer.byteLength(content);
    if (size === 0) return `${file} is empty`;
    if (size > mostBytes) return `${file} is larger than 10 MB`;
  }
  return undefined;
}
