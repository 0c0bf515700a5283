import { CancellationError, commands, Disposable } from 'vscode';
import { commands as ids, type CommandId } from '../core/model/names.ts';
import { showFailure } from '../host/say.ts';

/** What a command does. Its arguments come from menus, links and key bindings: anything is possible. */
export type Handler = (...args: readonly unknown[]) => unknown;

/** Every command of the extension; the compiler sees to it that none is missing. */
export type Handlers = Readonly<Record<CommandId, Handler>>;

/**
 * What running a command is to do. Its arguments are understood at once, whichever place they come from: done again, it
 * is about the same. Throws a Failure where there is nothing to understand.
 */
export type Commands = (id: CommandId, args: readonly unknown[]) => () => unknown;

/**
 * Registers all commands: the one place that does, and the one that hears what goes wrong in them. What they do is
 * asked for with the first that is run, so that activation carries their names only.
 */
export function registerCommands(load: () => Promise<Commands>): Disposable {
  let loaded: Promise<Commands> | undefined;
  const registrations = Object.values(ids).map((id) =>
    commands.registerCommand(id, (...args: readonly unknown[]) => {
      let work: (() => unknown) | undefined;
      return run(async () => {
        work ??= (await (loaded ??= load()))(id, args);
        return work();
      });
    }),
  );
  return Disposable.from(...registrations);
}

/** Cancelling is silent; anything else that goes wrong is told, with a way to do it again. */
async function run(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof CancellationError)) {
      // Not awaited: the command is over, whenever the person closes the message.
      void showFailure(failure, { retry: () => run(work) });
    }
    return undefined;
  }
}
