import type { ChoiceList, FieldForm } from '../../src/core/protocol/number.ts';
import type { Typing } from './typing.ts';

/** The control of a setting in a form: what it shows, and whom it tells. */
export interface ControlParts {
  readonly field: FieldForm;
  /** The choices that are known, by their source. */
  readonly choices: Readonly<Record<string, ChoiceList>>;
  readonly typing: Typing;
  /** Ids of what explains the field, for screen readers. */
  readonly describedBy: string;
  readonly disabled: boolean;
  readonly search: (source: string, query: string) => void;
  /** What stands where nothing is wished, in a form of wishes: there an emptied field is no wish. */
  readonly unset?: string;
  /** Takes back what was wished for this field. */
  readonly leave: () => void;
  readonly redraw: () => void;
}

/** The id of the control of a field in the page. */
export const controlId = ({ id }: FieldForm): string => `control-${id}`;
