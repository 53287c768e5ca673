import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { ConversationKey } from '../../src/bot.ts';

const cookieName = 'step2';

/** Who sits at the browser: a random id in a signed cookie, and nothing else. */
export interface Sessions {
  /** The session's id; null where there is no cookie, or none that was signed here. */
  read(context: Context): Promise<string | null>;
  /** Gives the browser this session, or keeps it for the whole retention again. */
  keep(context: Context, id: string): Promise<void>;
  end(context: Context): void;
  /** What every form of this session carries, so that no other site can send one; null before there is a session. */
  formToken(id: string | null): string;
  /** Whether a form came from a page of this session. */
  fits(token: string, id: string | null): boolean;
}

/**
 * @param secret signs the cookies; another secret ends every session
 * @param retentionDays the cookie lives as long as what is kept under it
 * @param secure whether browsers come by HTTPS
 */
export function createSessions(secret: string, retentionDays: number, secure: boolean): Sessions {
  // Two keys from one secret, so that neither signature can ever pass for the other.
  const derived = (use: string) => createHmac('sha256', secret).update(use);
  const cookieKey = derived('step2 session cookie').digest('base64');
  const formKey = derived('step2 form token').digest();
  // Browsers take a name with this prefix from no other host and from no page without HTTPS.
  const prefix = secure ? ('host' as const) : undefined;
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    ...(prefix ? { prefix } : {}),
  } as const;
  const maxAge = retentionDays * 86_400;

  const formToken = (id: string | null) =>
    createHmac('sha256', formKey)
      .update(id ?? '')
      .digest('base64url');

  return {
    async read(context) {
      const id = await getSignedCookie(context, cookieKey, cookieName, prefix);
      return id || null;
    },
    keep: (context, id) =>
      setSignedCookie(context, cookieName, id, cookieKey, { ...cookie, maxAge }),
    end(context) {
      deleteCookie(context, cookieName, cookie);
    },
    formToken,
    fits(token, id) {
      const [given, right] = [Buffer.from(token), Buffer.from(formToken(id))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

/** An id that nobody can guess: 192 random bits. */
export function newSession(): string {
  return randomBytes(24).toString('base64url');
}

/** Where the bot keeps the conversation of a session. Before there is one, the key is that of nobody. */
export function keyOf(session: string | null): ConversationKey {
  return { tenant: 'web', person: session ?? newSession(), about: '' };
}
