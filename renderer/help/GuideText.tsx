import { Fragment } from 'react';
import { Scrollable } from '../parts/layout/Scrollable.tsx';
import type { Block, Inline } from './guide-pages.ts';
import styles from './help.module.css';

export function GuideBlocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <div className={styles.text}>
      {blocks.map((block) => (
        <GuideBlock key={JSON.stringify(block)} block={block} />
      ))}
    </div>
  );
}

function GuideBlock({ block }: { readonly block: Block }) {
  if ('paragraph' in block) {
    return (
      <p>
        <GuideWords words={block.paragraph} />
      </p>
    );
  }
  if ('code' in block) return <pre className={styles.code}>{block.code}</pre>;
  if ('list' in block) return <GuideList {...block} />;
  return <GuideTable {...block} />;
}

function GuideList({ list, ordered }: Extract<Block, { ordered: boolean }>) {
  const items = list.map((words) => (
    <li key={keyOf(words)}>
      <GuideWords words={words} />
    </li>
  ));
  return ordered ? <ol className={styles.ordered}>{items}</ol> : <ul className={styles.unordered}>{items}</ul>;
}

function GuideTable({ head, rows }: Extract<Block, { head: unknown }>) {
  return (
    <Scrollable className={styles.tableScroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((words) => (
              <th key={keyOf(words)} scope="col">
                <GuideWords words={words} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.map(keyOf).join('|')}>
              {row.map((words, column) => (
                <td key={keyOf(head[column] ?? words)}>
                  <GuideWords words={words} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

export function GuideWords({ words }: { readonly words: readonly Inline[] }) {
  return words.map((word) => <GuideWord key={keyOf([word])} word={word} />);
}

function GuideWord({ word }: { readonly word: Inline }) {
  if (typeof word === 'string') return <Fragment>{word}</Fragment>;
  if ('code' in word) return <code>{word.code}</code>;
  if ('em' in word) {
    return (
      <em>
        <GuideWords words={word.em} />
      </em>
    );
  }
  return (
    <strong>
      <GuideWords words={word.strong} />
    </strong>
  );
}

function keyOf(words: readonly Inline[]): string {
  return JSON.stringify(words);
}
