import type { Finding, Practice } from './finding.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/** Whether visitors reach the page safely, and keep their sessions on every replica. */
export function lookAtAddress({ config, ok, warning, fault, refusal }: Practice): Finding[] {
  const { publicUrl, host, trustProxy, databaseUrl, sessionSecret } = config;
  const findings: Finding[] = [];
  if (publicUrl === null) {
    findings.push(loopback.has(host) ? ok('address-local', { host }) : warning('address-none'));
  } else {
    const { protocol, hostname } = new URL(publicUrl);
    if (protocol === 'https:') findings.push(ok('address', { publicUrl }));
    else if (loopback.has(hostname)) findings.push(ok('address-local', { host: hostname }));
    else findings.push(fault('address-http', { publicUrl }));
    // The program speaks no https itself, so somebody stands in front.
    if (protocol === 'https:' && !trustProxy) findings.push(warning('proxy'));
  }
  if (databaseUrl !== null) {
    findings.push(
      sessionSecret === null
        ? { ...refusal('secret-of-one', {}), level: 'warning' }
        : ok('session-secret'),
    );
  }
  return findings;
}
