import type { App } from './fixtures.ts';

interface Answers {
  readonly showSaveDialog: { canceled: boolean; filePath: string };
  readonly showOpenDialog: { canceled: boolean; filePaths: string[] };
  readonly showMessageBox: { response: number; checkboxChecked: boolean };
}

/** Answers the next dialog of a kind as an author would: nobody can click in a dialog of the system. */
export async function answerDialog<K extends keyof Answers>(app: App, method: K, value: Answers[K]): Promise<void> {
  if (!app.main) return void (await app.ask({ ask: 'answer', method, value }));
  await app.main.evaluate(
    ({ dialog }, [name, answer]) => {
      const asked = dialog[name];
      Object.assign(dialog, {
        [name]: async () => {
          Object.assign(dialog, { [name]: asked });
          return answer;
        },
      });
    },
    [method, value] as const,
  );
}
