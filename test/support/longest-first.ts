import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes half a minute or more. Begun last, it would run on alone while the other workers have nothing left to do. */
const longest = /\/journeys\/(kill-|web-accessible|soak|slack-faults|docker)|\/store\/postgres\./;

/** Begins with the longest tests. Vitest itself does so only where it remembers an earlier run, and a clean clone has none. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
