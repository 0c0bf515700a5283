import { commands } from '../core/model/names.ts';
import type { ChargesPanels } from '../panels/charges.ts';
import { subjectsIn } from './subject.ts';

/** Opens the charges of the periods it is run on; without one (Command Palette, a number) those of this month. */
export function chargesCommands(panels: ChargesPanels) {
  return {
    [commands.viewCharges]: async (...args: unknown[]) => {
      const periods = subjectsIn('period', args);
      for (const period of periods.length > 0 ? periods : [undefined]) await panels.show(period);
    },
  };
}
