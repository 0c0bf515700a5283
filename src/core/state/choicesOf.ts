import { ChoiceLists } from './choiceLists.ts';
import type { Session } from './session.ts';

const make = ({ door }: Session) => new ChoiceLists(door);

/** The choice lists of a session: each is loaded once, whoever asks; they end with it. */
export const choicesOf = (session: Session): ChoiceLists => session.keep(make);
