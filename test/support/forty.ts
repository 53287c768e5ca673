/** Programs in number as applicants have them, of names that are nothing but names. */
export const oddNames: readonly string[] = [
  'Mercy, "North" Campus',
  '<!channel> & <@U1>',
  '@everyone Hospital',
  '{{handlebars}}',
  '=1+1 Clinic',
  'מרכז רפואי שער',
  '🏥 City',
  '**Ice** _Hill_',
];

const flagsInTurn = ['home asked', 'signaled', '', 'no-contact', 'rejected top-choice', 'dream'];

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A file of so many good rows. */
export function csvOf(count: number, header = 'Name,Flags,pdLastName,pdEmail'): string {
  const rows = Array.from({ length: count }, (_, at) =>
    [
      oddNames[at] ?? `Program ${String(at + 1).padStart(3, '0')}`,
      flagsInTurn[at % flagsInTurn.length] ?? '',
      `Okafor ${at + 1}`,
      `pd${at + 1}@example.edu`,
    ]
      .map(quoted)
      .join(','),
  );
  return [header, ...rows].join('\r\n');
}

/** Files that are refused as a whole, and what is said of them. */
export const refusedFiles: readonly [string, string, string][] = [
  ['a file that is no table', 'PK\u0003\u0004\u0000\u0001', 'no CSV in UTF-8'],
  ['one without names', 'program,city\nMercy,Erie\n', 'no column "name"'],
  ['one over a megabyte', `name\n${'é'.repeat(600_000)}`, 'at most 1,000,000 bytes'],
  ['one of over 300 programs', csvOf(301), 'more rows than the 300 programs'],
];
