import type { Event } from './event.ts';

/** Whether an event says on which screen it happened; then that screen tells whether it still counts. */
export function namesScreen(event: Event): boolean {
  return 'on' in event && event.on !== null && event.on !== '';
}

/**
 * What a button of a screen outside any conversation means: *Start* is the same as the command, and *Try again* looks
 * at what there is by now.
 */
export function onNoScreen(event: Event, newId: () => string): Event {
  if (!('on' in event) || event.on !== '') return event;
  switch (event.type) {
    case 'restart':
      return { type: 'start', id: newId() };
    case 'resume':
      return { type: 'look' };
    default:
      return event;
  }
}
