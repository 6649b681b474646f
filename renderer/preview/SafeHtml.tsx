import { createElement, Fragment, type ReactNode } from 'react';
import styles from './preview.module.css';

const ELEMENTS = ['h3', 'p', 'ol', 'ul', 'li', 'blockquote', 'code', 'strong', 'em', 'del'] as const;
const isKnown = (name: string): boolean => ELEMENTS.some((known) => known === name);

/**
 * HTML that main wrote from Markdown, made of elements of ours: nothing of it is ever given to the page as HTML, and what is not on
 * the list is shown as its text. A link says where it leads and is not followed: the author's texts may name any address.
 */
export function SafeHtml({ html }: { readonly html: string }) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return <div className={styles.document}>{nodesOf(parsed.body)}</div>;
}

function nodesOf(parent: Node): ReactNode {
  return [...parent.childNodes].map((node, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the document is read anew as a whole
    <Fragment key={at}>{nodeOf(node)}</Fragment>
  ));
}

function nodeOf(node: Node): ReactNode {
  if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? node.textContent : null;
  const name = node.localName;
  if (name === 'br') return <br />;
  if (name === 'hr') return <hr />;
  if (name === 'a') return <Address href={node.getAttribute('href') ?? ''}>{nodesOf(node)}</Address>;
  if (name === 'pre') {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: wide text is scrolled with the keyboard
      <pre tabIndex={0}>{node.textContent}</pre>
    );
  }
  return isKnown(name) ? createElement(name, null, nodesOf(node)) : node.textContent;
}

function Address({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <>
      {children} <span className={styles.address}>({href})</span>
    </>
  );
}
