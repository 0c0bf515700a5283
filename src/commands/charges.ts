import { commands } from '../core/model/names.ts';
import type { ChargesPanels } from '../panels/charges.ts';
import type { Node } from '../tree/node.ts';

/** Opens the charges of a row's period; without one (Command Palette, a number) those of this month. */
export function chargesCommands(panels: ChargesPanels) {
  return {
    [commands.viewCharges]: (node?: Node) => {
      const subject = node?.item?.subject;
      panels.show(subject?.type === 'period' ? subject : undefined);
    },
  };
}
