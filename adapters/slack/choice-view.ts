import type { types } from '@slack/bolt';
import { clickOf, markedLabel } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Choice, Screen } from '../../src/screen.ts';
import { buttonView } from './button-view.ts';
import { blockIdOf, carriedClick, clickId } from './carried.ts';
import { mostButtons, mostRadioButtons } from './limits.ts';

/** The answers to choose from, as what shows them best: hints need room, and long lists a menu that can be searched. */
export function choicesView(words: Words, screen: Screen): types.ActionsBlock {
  return {
    type: 'actions',
    block_id: blockIdOf(screen.token, 'choices'),
    elements: elementsFor(words, screen),
  };
}

function elementsFor(words: Words, screen: Screen): types.ActionsBlockElement[] {
  const { choices, listed = false } = screen;
  // They have been read in the text.
  if (listed) return [selectView(words, choices)];
  const hinted = choices.some(({ hint }) => hint !== null);
  if (choices.length <= mostButtons && !hinted) return choices.map(choiceButton);
  return [choices.length <= mostRadioButtons ? radioView(choices) : selectView(words, choices)];
}

function choiceButton(choice: Choice, at: number): types.Button {
  return buttonView(`${clickId}/choice/${at}`, markedLabel(choice), carriedClick(clickOf(choice)));
}

function radioView(choices: readonly Choice[]): types.RadioButtons {
  const options = choices.map(optionView);
  return {
    type: 'radio_buttons',
    action_id: `${clickId}/choices`,
    options,
    ...standing(choices, options),
  };
}

function selectView(words: Words, choices: readonly Choice[]): types.StaticSelect {
  const options = choices.map(optionView);
  return {
    type: 'static_select',
    action_id: `${clickId}/choices`,
    placeholder: {
      type: 'plain_text',
      text: words.text('slack/screen', {}, 'choose'),
      emoji: false,
    },
    options,
    ...standing(choices, options),
  };
}

function standing(choices: readonly Choice[], options: types.PlainTextOption[]) {
  const option = options[choices.findIndex(({ current }) => current)];
  return option ? { initial_option: option } : {};
}

function optionView(choice: Choice): types.PlainTextOption {
  const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });
  return {
    text: plain(choice.label),
    value: carriedClick(clickOf(choice)),
    ...(choice.hint === null ? {} : { description: plain(choice.hint) }),
  };
}
