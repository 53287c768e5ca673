import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { fixedAnswers } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';

/** The words of each language, by Discord's name for it; those of `en` are what everybody else sees. */
export type Languages = ReadonlyMap<string, Words>;

/** The options of `/step2 check`, each the name of a fact. */
export const checkOptions = ['ck', 'step1', 'specialty', 'stage', 'result', 'img'] as const;

/** Discord itself refuses what lies outside; a score that fails is inside, so that the bot can answer it. */
const scores = { min_value: 1, max_value: 300 };

const everywhere = {
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/** The commands as Discord registers them. */
export function commandsIn(languages: Languages): RESTPutAPIApplicationCommandsJSONBody {
  const subcommand = (name: string, options: APIApplicationCommandBasicOption[] = []) => ({
    type: ApplicationCommandOptionType.Subcommand as const,
    ...described(languages, name),
    options,
  });
  const options: APIApplicationCommandOption[] = [
    subcommand(
      'check',
      checkOptions.map((option) => optionFor(languages, option)),
    ),
    ...['programs', 'draft', 'guide', 'forget', 'stats', 'help'].map((name) => subcommand(name)),
  ];
  return [
    {
      type: ApplicationCommandType.ChatInput,
      ...described(languages, 'step2'),
      ...everywhere,
      options,
    },
    { type: ApplicationCommandType.Message, ...named(languages, 'message'), ...everywhere },
  ];
}

function optionFor(
  languages: Languages,
  option: (typeof checkOptions)[number],
): APIApplicationCommandBasicOption {
  const words = described(languages, option);
  switch (option) {
    case 'ck':
      return { type: ApplicationCommandOptionType.Integer, ...words, ...scores };
    case 'img':
      return { type: ApplicationCommandOptionType.Boolean, ...words };
    case 'step1':
    case 'specialty':
      return { type: ApplicationCommandOptionType.String, ...words, autocomplete: true };
    case 'stage':
    case 'result':
      return {
        type: ApplicationCommandOptionType.String,
        ...words,
        choices: choicesFor(languages, option),
      };
  }
}

function choicesFor(languages: Languages, field: 'stage' | 'result') {
  return fixedAnswers(english(languages), field).map(({ label, value }, at) => ({
    name: label,
    value,
    name_localizations: elsewhere(
      languages,
      (words) => fixedAnswers(words, field)[at]?.label ?? '',
    ),
  }));
}

/** A name and its description in every language. */
function described(languages: Languages, name: string) {
  const description = (words: Words) => words.text('discord/commands', {}, `${name} description`);
  return {
    ...named(languages, name),
    description: description(english(languages)),
    description_localizations: elsewhere(languages, description),
  };
}

function named(languages: Languages, name: string) {
  const said = (words: Words) => words.text('discord/commands', {}, name);
  return { name: said(english(languages)), name_localizations: elsewhere(languages, said) };
}

function english(languages: Languages): Words {
  const words = languages.get('en');
  if (!words) throw new Error('There are no words in English.');
  return words;
}

/** The same in all the other languages. */
function elsewhere(languages: Languages, said: (words: Words) => string): Record<string, string> {
  return Object.fromEntries(
    [...languages].flatMap(([language, words]) =>
      language === 'en' ? [] : [[language, said(words)]],
    ),
  );
}
