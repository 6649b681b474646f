import { createElement, Fragment, type ReactNode } from 'react';
import { Scrollable } from '../parts/layout/Scrollable.tsx';
import styles from './preview.module.css';

const ELEMENTS = ['h3', 'p', 'ol', 'ul', 'li', 'blockquote', 'code', 'strong', 'em', 'del'] as const;
function isKnown(name: string): boolean {
  return ELEMENTS.some((known) => known === name);
}

/**
 * HTML that main wrote from Markdown, made of elements of ours: nothing of it is ever given to the page as HTML, and what is not on
 * the list is shown as its text. A link says where it leads and is not followed: the author's texts may name any address.
 */
export function SafeHtml({ html }: { readonly html: string }) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return createElement('div', { className: styles.document }, ...nodesOf(parsed.body));
}

function nodesOf(parent: Node): readonly ReactNode[] {
  return [...parent.childNodes].map(nodeOf);
}

function nodeOf(node: Node): ReactNode {
  if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? node.textContent : undefined;
  const name = node.localName;
  if (name === 'br') return <br />;
  if (name === 'hr') return <hr />;
  if (name === 'a') {
    const label = createElement(Fragment, null, ...nodesOf(node));
    return <Address href={node.getAttribute('href') ?? ''}>{label}</Address>;
  }
  if (name === 'pre') return <Scrollable className={styles.code}>{node.textContent}</Scrollable>;
  return isKnown(name) ? createElement(name, null, ...nodesOf(node)) : node.textContent;
}

function Address({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <>
      {children} <span className={styles.address}>({href})</span>
    </>
  );
}
