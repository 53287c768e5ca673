import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';

/** Pages may load their own style sheet and script and send forms to themselves, and nothing else. Nothing is kept by a browser. */
export function strictHeaders(): MiddlewareHandler[] {
  const none = ["'none'"];
  return [
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: none,
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Pico draws its small signs with data: addresses.
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: none,
        frameAncestors: none,
      },
      permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
      xFrameOptions: 'DENY',
      // Whether everything below a host name is reached by HTTPS is for its operator to say.
      strictTransportSecurity: false,
    }),
    async (context, next) => {
      await next();
      if (!context.res.headers.has('Cache-Control')) {
        context.res.headers.set('Cache-Control', 'no-store');
      }
    },
  ];
}

/** Refuses forms that another site sends, by what the browser says of their origin. Throws with status 403. */
export function sameSiteForms(): MiddlewareHandler {
  return csrf({
    // `none`: the person reloaded the answer to a form.
    secFetchSite: ['same-origin', 'none'],
    // Older browsers say less: under our referrer policy their own forms come from the origin `null`. The form token,
    // which is checked as well, is then what another site cannot have.
    origin: (origin, context) =>
      context.req.header('Sec-Fetch-Site') === undefined &&
      (origin === 'null' ||
        (URL.canParse(origin) && new URL(origin).host === context.req.header('Host'))),
  });
}

/**
 * The address that a request came from.
 *
 * @param trustProxy whether a proxy stands before the server: then the address is the one that the proxy added last
 */
export function addressOf(context: Context, trustProxy: boolean): string {
  const forwarded = context.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim();
  if (trustProxy && forwarded) return forwarded;
  // Without a connection, as in tests, everybody is one.
  return context.env ? (getConnInfo(context).remote.address ?? '') : '';
}
