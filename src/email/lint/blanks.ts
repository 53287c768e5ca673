import type { Rule } from './finding.ts';
import { phraseRule } from './wording.ts';

/**
 * What is left of a form letter. Each pattern is bounded or made of classes that exclude each other, so a text is read
 * once by each.
 */
const shapes: readonly RegExp[] = [
  // [your name], but neither [1] nor [sic]
  /\[(?!\d{1,3}\]|sic\])[^[\]\n]{0,120}\]/gi,
  /\{\{?[^{}\n]{0,120}\}\}?/g,
  // <program name>, but no address
  /<[\p{L}][^<>@\n/:]{0,60}>/gu,
  /«[^«»\n]{0,60}»/g,
  /%[A-Za-z_]{3,40}%/g,
  /(?<![\w@.])_{2,}(?![\w@])|_{3,}/g,
  /(?<![\p{L}\p{N}])[Xx]{3,}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])XX[/-]XX(?:[/-]XX(?:XX)?)?/gu,
  // 2XX, 25X
  /(?<![\p{L}\p{N}])2(?:XX|xx|\dX)(?![\p{L}\p{N}])/gu,
  /[?#]{2,}/g,
  /\((?:insert\b[^()\n]{0,60}|(?:your |program |hospital |pd |school |specialty |the |specific )?(?:name|date|score|reason|specialty|program|feature)(?: here| name)?)\)/gi,
  // "Dr. ," and "Dear ,": the name is missing
  /(?:^|[\n,]|\b(?:dear|hello|hi|and|with|to|by|from)\b)[ \t]*\b(?:Dr|Mr|Ms|Mrs|Prof)\b\.?[ \t]*(?=[,;:\n]|and\b|$)/gi,
  /\bDr\.? (?:X{1,3}|Last ?name|Surname|Name|PD)\b/gi,
  /\bDear[ \t]*[,:]/gi,
  // "interview at ," and "on …"
  /\b(?:at|on|in|to|of|from|with|for|by|is|was) +[.,;](?=\s|$)/gi,
  /\b(?:at|on|in|to|of|from|with|by|is|was) (?:\.{3}|…)/gi,
];

/** A blank or placeholder that nobody has filled in. */
export const unfilled: Rule = (about) => [
  ...shapes.flatMap((shape) =>
    [...about.reading.text.matchAll(shape)].map(({ index, 0: found }) => ({
      from: index,
      to: index + found.length,
    })),
  ),
  ...phraseRule('unfilled')(about),
];
