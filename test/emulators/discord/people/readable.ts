import type { SeenModal } from './modal.ts';
import type { Seen } from './seen.ts';

/** A message in plain words, for the eyes of whoever reads a failed test. */
export function readable(message: Seen): string {
  const marks = [
    message.ephemeral ? 'only you' : '',
    message.thinking ? 'thinking' : '',
    message.edited ? 'edited' : '',
    message.pinged.length > 0 ? `pings ${message.pinged.join(' ')}` : '',
  ].filter((mark) => mark !== '');
  const heading = marks.length > 0 ? `${message.author} (${marks.join(', ')})` : message.author;
  const buttons = message.buttons.map((button) => {
    const name = [button.emoji, button.label].filter((part) => part !== '').join(' ');
    return button.disabled ? `[${name}, disabled]` : `[${name}]`;
  });
  const selects = message.selects.map(
    (select) =>
      `{${select.placeholder || 'choose'}: ${select.options.map((one) => one.label).join(' | ')}}`,
  );
  const files = message.attachments.map((file) => `<${file.filename}: ${file.description}>`);
  const lines = [message.text, buttons.join(' '), ...selects, ...files];
  return [`${heading}:`, ...lines.filter((line) => line !== '')].join('\n');
}

/** A form in plain words. */
export function readableModal(modal: SeenModal): string {
  const fields = modal.fields.map((field) => {
    const options = field.options.map((one) => one.label).join(' | ');
    const help = field.description ? ` (${field.description})` : '';
    return `- ${field.label}${field.required ? '*' : ''}${help}: ${options || field.value}`;
  });
  return [`form "${modal.title}"`, ...modal.texts, ...fields].join('\n');
}
