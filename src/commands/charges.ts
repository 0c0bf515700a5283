import { commands } from '../core/model/names.ts';
import type { ChargesPanels } from '../panels/charges.ts';
import type { Handlers } from './register.ts';
import { subjectsIn } from './subject.ts';

/** Opens the charges of a row's period; without one (Command Palette, a link) those of this month. */
export function chargesCommands(panels: ChargesPanels) {
  return {
    [commands.viewCharges]: (...args) => {
      panels.show(subjectsIn('period', args)[0]);
    },
  } satisfies Partial<Handlers>;
}
