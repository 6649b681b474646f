import type { Message } from '../../../../preload/messages/index.ts';

/** What a Sakura script says, as XPKG.md section 4 and the language's documents describe it. */
export interface SakuraPath {
  readonly line: number;
  /** `/` is the X-Plane folder, `@name` a variable of the client, an expression stands in `$( )`. */
  readonly base: { readonly root: true } | { readonly variable: string } | { readonly value: Expression };
  readonly parts: readonly PathPart[];
}

export type PathPart = { readonly text: string } | { readonly value: Expression };

export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'client-variable'; readonly name: string }
  | { readonly kind: 'prefix'; readonly operator: PrefixOperator; readonly of: Expression; readonly line: number }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
      readonly line: number;
    }
  | { readonly kind: 'call'; readonly name: string; readonly values: readonly Expression[]; readonly line: number }
  | { readonly kind: 'question'; readonly command: QuestionName; readonly path: SakuraPath }
  | {
      readonly kind: 'assign';
      readonly name: string;
      readonly as: 'constant' | 'variable' | 'known';
      readonly value: Expression;
      readonly line: number;
    };

export type PrefixOperator = '!' | '+' | '-';
export type Operator = '|' | '&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';

/** Commands that answer something. */
export const QUESTIONS = ['PATH', 'READ', 'EXISTS', 'ISDIR', 'ISFILE'] as const;
export type QuestionName = (typeof QUESTIONS)[number];

/** Commands with one path. */
export const ONE_PATH = ['MKDIR', 'MKDIRS', 'DELETE'] as const;
/** Commands with a path on both sides of TO. */
export const TWO_PATHS = ['COPY', 'MOVE'] as const;
/** Commands that put a text into a file. */
export const TEXT_TO_PATH = ['WRITE', 'APPEND'] as const;

export type Command = { readonly kind: 'command'; readonly line: number } & (
  | { readonly name: (typeof ONE_PATH)[number]; readonly path: SakuraPath }
  | { readonly name: (typeof TWO_PATHS)[number]; readonly path: SakuraPath; readonly to: SakuraPath }
  | { readonly name: (typeof TEXT_TO_PATH)[number]; readonly content: Expression; readonly to: SakuraPath }
  | { readonly name: 'RENAME'; readonly path: SakuraPath; readonly newName: Expression }
);

export interface Parameter {
  readonly name: string;
  readonly as: 'constant' | 'variable';
  readonly initial?: Expression;
  readonly takesRest?: true;
}

export type Statement =
  | Command
  | { readonly kind: 'expression'; readonly line: number; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly line: number;
      readonly branches: ReadonlyArray<{ readonly condition: Expression; readonly body: readonly Statement[] }>;
      readonly otherwise?: readonly Statement[];
    }
  | {
      readonly kind: 'while';
      readonly line: number;
      readonly condition: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'for';
      readonly line: number;
      readonly name: string;
      readonly as: 'constant' | 'variable';
      readonly over: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'function';
      readonly line: number;
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'return'; readonly line: number; readonly value?: Expression }
  | { readonly kind: 'break'; readonly line: number }
  | { readonly kind: 'continue'; readonly line: number };

export const KEYWORDS: ReadonlySet<string> = new Set([
  ...['if', 'else', 'while', 'for', 'in', 'func', 'return', 'break', 'continue', 'TO', 'RENAME'],
  ...QUESTIONS,
  ...ONE_PATH,
  ...TWO_PATHS,
  ...TEXT_TO_PATH,
]);

/** One thing wrong with a script. */
export interface ScriptFault {
  readonly line: number;
  readonly fault: Message;
}
