#!/usr/bin/env node
import { main } from './main.ts';

const { stdin, stdout, stderr, env, argv } = process;

// A reader that has seen enough (`| head`) is no fault.
stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

process.exitCode = await main(argv.slice(2), {
  input: stdin,
  output: stdout,
  errors: stderr,
  environment: env,
});

// Whatever still holds a connection open must not keep a server from its end; other commands may have much to write.
if (argv[2] === 'start') setTimeout(() => process.exit(), 500).unref();
