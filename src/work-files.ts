import type { Conversation } from './conversation/conversation.ts';
import { noWork, planOf } from './conversation/listed.ts';
import { pageOf } from './conversation/page.ts';
import { contactInputs } from './conversation/programs-step.ts';
import { draftStanding } from './drafting.ts';
import { exampleSign } from './programs/csv-form.ts';
import { flags, type Program, type ProgramField } from './programs/program.ts';
import type { Rendering } from './render/content.ts';
import type { FileToHand } from './reply.ts';

/**
 * The plan as a CSV file, or an example of one where there is none yet; or the email that is shown as a file for mail
 * programs. Their libraries load when asked for.
 */
export async function filesOf(
  rendering: Rendering,
  conversation: Conversation,
  what: 'export' | 'mail-file',
): Promise<FileToHand[]> {
  const { policy } = rendering;
  const { answers, work = noWork } = conversation;
  if (what === 'export') {
    if (work.programs.length === 0) return [await exampleOf(rendering)];
    const plan = planOf(policy, answers, work.programs);
    if (!plan) return [];
    const { writeCsv } = await import('./programs/csv.ts');
    const content = writeCsv([...plan.emailed, ...plan.left]);
    return [{ name: 'step2-plan.csv', what: 'plan', type: 'text/csv', content }];
  }
  const page = pageOf(policy, conversation);
  const standing = page.page === 'draft' && draftStanding(rendering, conversation, page.program);
  if (!standing || standing.blocked) return [];
  const { emlOf } = await import('./eml.ts');
  const content = await emlOf(standing.draft, standing.email);
  return [{ name: 'step2-email.eml', what: 'email', type: 'message/rfc822', content }];
}

/** A list to fill in: rows that show what a column may hold, then one for each flag, named after what that means. */
async function exampleOf({ words }: Rendering): Promise<FileToHand> {
  const said = (part: string, params = {}) => words.text('programs/example', params, part);
  const named = (meaning: string) => said('name', { sign: exampleSign, meaning });
  const showing = (part: string, fields: readonly ProgramField[]): Program => ({
    ...Object.fromEntries(fields.map((field) => [field, said(field)])),
    name: named(said(part)),
    flags: [],
  });
  const ofSeveral: Program = {
    name: named(said('several-flags')),
    flags: ['requires', 'signaled', 'interviewed'],
  };
  const ofEach = flags.map((flag) => ({
    name: named(words.text('programs/flag', {}, flag)),
    flags: [flag],
  }));
  const { writeList } = await import('./programs/csv.ts');
  return {
    name: 'step2-programs.csv',
    what: 'example',
    type: 'text/csv',
    content: writeList([
      ofSeveral,
      showing('contacts', contactInputs),
      showing('days', ['interviewDate', 'lastUpdate']),
      ...ofEach,
    ]),
  };
}
