import { calendarIsOver } from '../../src/interview/season.ts';
import { readFolder } from '../../src/policy/folder.ts';
import { loadPolicy, overdue } from '../../src/policy/load.ts';
import { createTenants, type Looked } from '../../src/policy/tenants.ts';
import { faultSentence } from '../../src/render/policy-report.ts';
import { codeOf, policyInForce } from '../settings.ts';
import type { Finding, Practice } from './finding.ts';

/** Whether the policies are sound and proved, and nothing in them is out of date. */
export async function lookAtPolicies(room: Practice): Promise<Finding[]> {
  const { config, words, ok, warning, now } = room;
  const found = policyInForce(words, config.policyFile);
  if ('refusal' in found) {
    return found.refusal.map((sentence) => ({ level: 'fault', sentence }));
  }
  const { policy, file, overlays } = found;
  const today = new Date(now()).toISOString().slice(0, 10);
  const late = overdue(file, today).map((number) => ({
    level: 'warning' as const,
    sentence: words.text('policy/warning', number, 'overdue'),
  }));
  const { season } = policy.calendar;
  return [
    ok('policy', { file: config.policyFile }),
    calendarIsOver(policy, today)
      ? { level: 'warning', sentence: words.text('start', { season }, 'season-over') }
      : ok('calendar', { season, ends: policy.calendar.ends }),
    ...(late.length > 0 ? late : [ok('reviews')]),
    ...(config.policyDir === null ? [] : await lookAtFolder(config.policyDir)),
  ];

  async function lookAtFolder(dir: string): Promise<Finding[]> {
    const looked: Looked[] = [];
    let files: Awaited<ReturnType<typeof readFolder>>;
    try {
      files = await readFolder(dir);
    } catch (error) {
      return [room.refusal('no-policy-dir', { dir, reason: codeOf(error) })];
    }
    await createTenants({
      base: policy,
      under: overlays,
      read: async () => files,
      sentence: (fault) => faultSentence(words, fault),
      tell: (one) => looked.push(one),
    }).look();
    if (looked.length === 0) return [warning('overlays-none', { dir })];
    return looked.flatMap(judged);

    function judged(one: Looked): Finding[] {
      if (one.kind === 'stray') {
        const sentence = words.text('start', { file: one.file }, 'overlay-stray');
        return [{ level: 'warning', sentence }];
      }
      const about = { file: one.file, tenant: one.tenant };
      if (one.kind === 'refused') {
        const sentences = one.faults.map((fault) => `${one.file}: ${fault}`);
        return sentences.map((sentence) => ({ level: 'fault', sentence }));
      }
      const read = files.get(one.file);
      const loaded = read && 'text' in read ? loadPolicy(...overlays, read.text) : null;
      const old = loaded && 'file' in loaded ? overdue(loaded.file, today) : [];
      // What is late in the policy below is said once.
      const own = old.filter(
        ({ path, reviewBy }) =>
          !overdue(file, today).some((base) => base.path === path && base.reviewBy === reviewBy),
      );
      return [
        ok('overlay', about),
        ...own.map((number): Finding => {
          const sentence = words.text('policy/warning', number, 'overdue');
          return { level: 'warning', sentence: `${one.file}: ${sentence}` };
        }),
      ];
    }
  }
}
