import { commands } from '../core/model/names.ts';
import type { Accounts } from '../host/accounts.ts';
import { log } from '../host/log.ts';
import type { Handlers } from './register.ts';

/** Questions are asked long after activation, so what asks them loads with the first. */
const verbs = () => import('./accountVerbs.ts');

/** Adding, changing and removing accounts, and the log. */
export function accountCommands(accounts: Accounts) {
  return {
    [commands.addAccount]: async () => (await verbs()).addAccount(accounts),
    [commands.switchAccount]: async () => (await verbs()).switchAccount(accounts),
    [commands.renameAccount]: async () => (await verbs()).rename(accounts),
    [commands.removeAccount]: async () => (await verbs()).remove(accounts),
    [commands.replaceKey]: async () => (await verbs()).newKey(accounts),
    [commands.toggleReadOnly]: async () => (await verbs()).toggleReadOnly(accounts),
    [commands.moveKey]: async (uri, range) => (await import('./moveKey.ts')).moveKey(accounts, uri, range),
    [commands.importKey]: async () => (await verbs()).importKeys(accounts),
    [commands.exploreSample]: () => accounts.exploreSample(),
    [commands.accountMenu]: async () => (await verbs()).menu(accounts),
    [commands.showLog]: () => {
      log.show();
    },
  } satisfies Partial<Handlers>;
}
