import { CancellationError, commands, Disposable } from 'vscode';
import type { CommandId } from '../core/model/names.ts';
import { showFailure } from '../host/say.ts';

/** What a command does. Its arguments come from menus, links and key bindings: anything is possible. */
export type Handler = (...args: readonly unknown[]) => unknown;

/** Every command of the extension; the compiler sees to it that none is missing. */
export type Handlers = Readonly<Record<CommandId, Handler>>;

/** Registers all commands: the one place that does, and the one that hears what goes wrong in them. */
export function registerCommands(handlers: Handlers): Disposable {
  const registrations = Object.entries(handlers).map(([id, handler]) =>
    commands.registerCommand(id, (...args: readonly unknown[]) => run(handler, args)),
  );
  return Disposable.from(...registrations);
}

/** Cancelling is silent; anything else that goes wrong is told, with a way to do it again. */
async function run(handler: Handler, args: readonly unknown[]): Promise<unknown> {
  try {
    return await handler(...args);
  } catch (failure) {
    if (!(failure instanceof CancellationError)) {
      // Not awaited: the command is over, whenever the person closes the message.
      void showFailure(failure, { retry: () => run(handler, args) });
    }
    return undefined;
  }
}
