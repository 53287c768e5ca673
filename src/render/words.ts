import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { root } from '../root.ts';

/** The values that a template may name. */
export type Params = Readonly<Record<string, unknown>>;
type Part = (params: Params) => string;

/** The folder that holds one folder of templates a language. */
export const templatesFolder = join(root, 'templates');

/**
 * Every word that a user reads, from the template files of one language. A file has a main part and, each after a line
 * `--- name`, further parts. Templates are Handlebars, strict: a value that is missing is a fault, never a gap.
 */
export interface Words {
  /**
   * One part of one file, filled in.
   *
   * @param file such as `question/ck`
   * @param part the part's name; the main part without
   * @throws where the file, the part or a value that it needs does not exist: a programmer's error
   */
  text(file: string, params?: Params, part?: string): string;
  /** Whether the file exists and has this part. */
  has(file: string, part?: string): boolean;
}

/** The languages that there are words in, such as `en` and `es-ES`. */
export function languages(): string[] {
  return readdirSync(templatesFolder);
}

/** Reads the words of a language as they are needed. */
export function loadWords(language = 'en'): Words {
  const folder = join(templatesFolder, language);
  const files = new Map<string, ReadonlyMap<string, Part>>();
  const partsOf = (file: string): ReadonlyMap<string, Part> => {
    let parts = files.get(file);
    if (!parts) {
      parts = readParts(readFileSync(join(folder, `${file}.hbs`), 'utf8'));
      files.set(file, parts);
    }
    return parts;
  };
  return {
    text(file, params = {}, part = '') {
      const words = partsOf(file).get(part);
      if (!words) throw new Error(`The template "${file}" has no part "${part}".`);
      return words(params);
    },
    has: (file, part = '') => partsOf(file).has(part),
  };
}

/** The parts of one template file by name; the main part's name is empty. */
function readParts(text: string): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const [main = '', ...named] = text.split(/^--- /m);
  if (main.trim() !== '') parts.set('', compilePart(main));
  for (const section of named) {
    const end = section.indexOf('\n');
    parts.set(section.slice(0, end).trim(), compilePart(section.slice(end + 1)));
  }
  return parts;
}

/** Handlebars sets up all its helpers at every call, which takes longer than filling in; most parts need but these two. */
const fewHelpers = Handlebars.create();
for (const helper of Object.keys(fewHelpers.helpers)) {
  if (helper !== 'if' && helper !== 'unless') fewHelpers.unregisterHelper(helper);
}

function compilePart(source: string): Part {
  const text = source.trim();
  // Most parts say the same to everybody; they need no template.
  if (!text.includes('{{')) return () => text;
  const { compile } = /\{\{#(?!if |unless )/.test(text) ? Handlebars : fewHelpers;
  const template = compile(text, { strict: true, noEscape: true });
  return (params) => template(params);
}

/** Every part of every template of a language, as `file` and `part`. */
export function everyPart(language = 'en'): { file: string; part: string }[] {
  const folder = join(templatesFolder, language);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hbs'))
    .flatMap((path) =>
      [...readParts(readFileSync(join(folder, path), 'utf8')).keys()].map((part) => ({
        file: path.replace(/\.hbs$/, '').replaceAll('\\', '/'),
        part,
      })),
    );
}
