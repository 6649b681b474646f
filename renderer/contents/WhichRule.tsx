import { Button, Popover } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ask, bridge } from '../bridge.ts';
import { Field, TextBox } from '../parts/form/Field.tsx';
import { explainError } from '../text/explain.ts';
import { sayMessage } from '../text/say-finding.ts';
import { text } from '../text/text.ts';

const t = text.contents;
const ID = 'which-rule';

/** Tries an ignore rule on a path, one that does not exist yet too. */
export function WhichRule({ addonId }: { readonly addonId: string }) {
  const [path, setPath] = useState('');
  const [answer, setAnswer] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() === '') return;
    const explained = await ask(bridge().addons.explainIgnore({ id: addonId, path: path.trim() }));
    if (!explained.ok) setAnswer(explainError(explained.error).sentence);
    else if (explained.value)
      setAnswer(t.ignoredWhy(explained.value.pattern, sayMessage(explained.value.said, explained.value.source)));
    else setAnswer(t.which.packed(path.trim()));
  };
  return (
    <Popover position="bottom-end" trapFocus width="20rem" shadow="none">
      <Popover.Target>
        <Button variant="subtle">{t.which.title}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={(event) => void submit(event)}>
          <Field id={ID} label={t.which.label} hint={<span role="status">{answer}</span>}>
            <TextBox
              id={ID}
              literal
              value={path}
              onChange={(value) => {
                setPath(value);
                setAnswer(undefined);
              }}
            />
          </Field>
          <Button type="submit" variant="filled" mt="xs">
            {t.which.ask}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
