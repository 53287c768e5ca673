/** What a message may hold (Discord's documentation of the message resource, 2026). */
export const message = {
  content: 2000,
  embeds: 10,
  rows: 5,
  /** With components v2: all of them, nested ones included, and all their text together. */
  components: 40,
  text: 4000,
  nonce: 25,
  attachments: 10,
  attachmentDescription: 1024,
  /** Bytes of one file where nobody has boosted anything. */
  fileSize: 10 * 1024 * 1024,
  /** Follow-ups of an interaction where the app is only user-installed. */
  userInstalledFollowups: 5,
} as const;

export const embed = {
  /** All texts of all embeds of a message together. */
  total: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  color: 0xffffff,
  url: 2048,
} as const;

export const allowedMentions = {
  parse: ['roles', 'users', 'everyone'],
  users: 100,
  roles: 100,
} as const;

export const thread = {
  name: 100,
  /** Minutes without a word after which a thread archives itself. */
  archiveAfter: [60, 1440, 4320, 10_080],
} as const;
