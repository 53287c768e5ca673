import { describe, expect, test } from 'vitest';
import { main } from '../../adapters/main.ts';
import { keys, Person } from '../support/terminal.ts';

const { enter, down, esc, control_c } = keys;

describe('a person in a terminal', () => {
  test('answers the questions and reads the recommendation', async () => {
    const person = new Person();
    const done = main(['check'], person.terminal);
    await person.sees('What is your Step 2 CK result?', enter);
    await person.sees('Where is the season right now?', down, down, enter);
    await person.sees('Your score', '2', '1', '7', enter);
    await person.sees(
      '217 is below the passing score of 218',
      '\x7f',
      '\x7f',
      '\x7f',
      '2',
      '3',
      '6',
      enter,
    );
    await person.sees('What is on your transcript for Step 1?', down, enter);
    await person.sees('Your score', ...'238', enter);
    await person.sees('Which specialty are you applying to?', ...'Internal', enter);
    await person.sees('Are you an international medical graduate', down, enter);
    await person.sees('Has any program said', down, enter);
    const result = await person.sees('What next?', down, down, enter);
    expect(result).toContain('Update ERAS and email nobody.');
    expect(result).toContain('236 is within 5 points of your Step 1 of 238');

    await person.sees('Which answer do you want to change?', down, down, enter);
    await person.sees('Your score', '\x7f', '4', '5', enter);
    await person.sees('Your score', control_c);
    await person.sees('[Keep my answer]', down, enter);
    const same = await person.sees('What next?', down, down, down, enter);
    expect(same).toContain('Update ERAS and email nobody.');
    const path = await person.sees('[Back to my result]', enter);
    expect(path).toContain('gain −5 to 5 → yes: changes little');
    await person.sees('[Change an answer]', ...Array<string>(6).fill(down), enter);
    expect(await done).toBe(0);
  });

  test('gives some answers with the command and goes back to one of them', async () => {
    const person = new Person();
    const done = main(['check', '251', 'pass', 'derm', 'nonsense'], person.terminal);
    const first = await person.sees('What is your Step 2 CK result?', enter);
    expect(first).toContain('I do not know what "nonsense" means here');
    expect(first).toContain('Question 1 of at most 6');
    await person.sees('Where is the season right now?', down, down, enter);
    await person.sees('Are you an international medical graduate', down, enter);
    const result = await person.sees('What next?', esc);
    expect(result).toContain('Update ERAS and email your priority programs.');
    expect(await done).toBe(0);
  });

  test('plans a program and writes to it', async () => {
    const person = new Person();
    const given = ['check', '251', '238', 'derm', 'result:passed', 'stage:review', 'img:no'];
    const done = main(given, person.terminal);
    await person.sees('What next?', enter);
    await person.sees('[Add a program]', enter);
    await person.sees('Name of the program', ...'Mercy', enter);
    await person.sees('What holds for this program', down, down, down, down, down, ' ', enter);
    await person.sees('Day of the interview', ...'tomorrow', enter);
    await person.sees('Day on which you told them', enter);
    const refused = await person.sees('Name of the program', enter);
    expect(refused).toContain('"tomorrow" is not a day');
    await person.sees('What holds for this program', enter);
    await person.sees('Day of the interview', ...Array<string>(8).fill('\x7f'), enter);
    await person.sees('Day on which you told them', enter);
    const planned = await person.sees('[Draft]', enter);
    expect(planned).toContain('It gets an email');
    const draft = await person.sees('[My name and ID]', control_c);
    expect(draft).toContain('is now in ERAS: 251.');
    expect(await done).toBe(0);
  });

  test('leaves in the middle', async () => {
    const person = new Person();
    const done = main(['check'], person.terminal);
    await person.sees('What is your Step 2 CK result?', control_c);
    expect(await done).toBe(0);
  });
});
