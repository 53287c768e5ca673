import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ComponentType,
} from 'discord.js';
import { clickOf, markedLabel, type Typed } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Choice, Screen } from '../../src/screen.ts';
import { carriedClick, carriedMenu } from './carried.ts';
import { buttonsPerRow } from './limits.ts';
import { buttonView, rowsOf } from './screen-view.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** The answers to choose from: hints and lists need a menu, and so do more answers than stand in a row. */
export function choicesView(words: Words, screen: Screen, typed: Typed): Row[] {
  const { choices, token, listed = false } = screen;
  const hinted = choices.some(({ hint }) => hint !== null);
  if (choices.length <= buttonsPerRow && !hinted && !listed) {
    return rowsOf(choices.map((choice) => choiceButton(token, choice, typed)));
  }
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: carriedMenu(token),
    placeholder: words.text('discord/screen', {}, 'choose'),
    options: choices.map(optionView),
  };
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}

function choiceButton(token: string, choice: Choice, typed: Typed) {
  const carried = carriedClick(token, clickOf(choice), typed);
  return buttonView(markedLabel(choice), carried, 'primary');
}

function optionView(choice: Choice): APISelectMenuOption {
  return {
    label: choice.label,
    value: JSON.stringify(clickOf(choice)),
    ...(choice.hint === null ? {} : { description: choice.hint }),
    default: choice.current,
  };
}
