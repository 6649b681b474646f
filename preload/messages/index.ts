export { type Explained, errorMessage, explainErrorIn, explainIn } from './explain.ts';
export { inWords, knownInWords } from './in-words.ts';
export { type Message, type MessageId, type Messages, message, type RuleId } from './message.ts';
