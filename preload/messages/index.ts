import { knowSentences } from './catalogues.ts';
import { OTHER_LANGUAGES } from './every-language.ts';

export type { DifferingField } from './differing.ts';
export type { OwnCode } from './en/faults/index.ts';
export { type Explained, errorMessage, explainErrorIn, explainIn } from './explain.ts';
export { errorIn, FaultError, type FaultId, fault, faultAt, inTurn, type OwnError, saidOf, withMore } from './fault.ts';
export { inWords, knownInWords } from './in-words.ts';
export { type Message, type MessageId, type Messages, message, type RuleId } from './message.ts';
export { reasonInside, reasonOf } from './reason.ts';
export { valueFault, valueFaultAt } from './value-fault.ts';

// Whoever reads this file speaks every language; the page does not, and loads the one it shows.
knowSentences(OTHER_LANGUAGES);
