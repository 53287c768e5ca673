import * as limits from '../limits/message.ts';
import { refuse } from '../refusal.ts';
import type { Attachment } from '../world/types.ts';
import type { Faults } from './faults.ts';
import { isObject, list, model, snowflake, text } from './fields.ts';

/** A file of a multipart request, `files[index]`. */
export interface Upload {
  index: number;
  filename: string;
  contentType: string;
  data: Buffer;
}

/** A file as it will hang on the message: a new one or one that was there before. */
export interface Hanging {
  filename: string;
  description?: string;
  upload?: Upload;
  attachment?: Attachment;
}

/** What Discord makes of a file's name; `attachment://` only finds this form of it. */
export function storedName(given: string): string {
  const name = given.replaceAll(/\s/g, '_').replaceAll(/[^\p{L}\p{N}_.-]/gu, '');
  return name === '' ? 'unknown' : name;
}

const entry = model({
  id: { required: snowflake },
  filename: text({ min: 1, max: 1024 }),
  description: text({ max: limits.message.attachmentDescription }),
});

/**
 * The files a message will carry. Without a list of `attachments` an edit keeps what was there;
 * with one it keeps only what is listed. New files that are not listed are added all the same.
 */
export function checkAttachments(
  listed: unknown,
  uploads: readonly Upload[],
  before: readonly Attachment[],
  faults: Faults,
): Hanging[] {
  const hanging: Hanging[] = [];
  const used = new Set<Upload>();
  if (listed === undefined || listed === null) {
    for (const attachment of before) hanging.push({ filename: attachment.filename, attachment });
  } else {
    const at = ['attachments'];
    list(entry, { max: limits.message.attachments })(listed, at, faults);
    for (const [index, item] of Array.isArray(listed) ? listed.entries() : []) {
      if (!isObject(item)) continue;
      const upload = uploads.find((file) => String(file.index) === String(item.id));
      const attachment = before.find((file) => file.id === String(item.id));
      const description = typeof item.description === 'string' ? item.description : undefined;
      const described = description === undefined ? {} : { description };
      if (upload) {
        used.add(upload);
        const filename = storedName(String(item.filename ?? upload.filename));
        hanging.push({ filename, upload, ...described });
      } else if (attachment) {
        hanging.push({ filename: attachment.filename, attachment, ...described });
      } else faults.add([...at, index], 'ATTACHMENT_NOT_FOUND', 'Attachment data not found');
    }
  }
  for (const upload of uploads) {
    if (!used.has(upload)) hanging.push({ filename: storedName(upload.filename), upload });
    if (upload.data.length > limits.message.fileSize) refuse('tooLarge');
  }
  if (hanging.length > limits.message.attachments && !faults.any) refuse('tooManyAttachments');
  return hanging;
}
