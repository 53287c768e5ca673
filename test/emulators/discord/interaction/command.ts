import type { Json } from '../vocabulary.ts';

export interface Choice {
  name: string;
  value: string | number;
}

/** An option of a registered command, as it was registered. */
export interface Option {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  autocomplete?: boolean;
  choices?: Choice[];
  options?: Option[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
  channel_types?: number[];
}

/** A registered command. */
export interface Command {
  id: string;
  type: number;
  name: string;
  description: string;
  options: Option[];
  /** Null where none were named: everywhere. */
  contexts: number[] | null;
  integrationTypes: number[];
  memberPermissions: string | null;
  guildId?: string;
  version: string;
  /** The form it was registered with. */
  given: Json;
}

export function commandPayload(command: Command, applicationId: string): Json {
  return {
    ...command.given,
    id: command.id,
    application_id: applicationId,
    version: command.version,
    type: command.type,
    name: command.name,
    description: command.description,
    name_localizations: command.given.name_localizations ?? null,
    description_localizations: command.given.description_localizations ?? null,
    default_member_permissions: command.memberPermissions,
    contexts: command.contexts,
    integration_types: command.integrationTypes,
    nsfw: command.given.nsfw ?? false,
    ...(command.guildId ? { guild_id: command.guildId } : { dm_permission: true }),
  };
}
