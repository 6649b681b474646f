import { expect, test } from 'vitest';
import { contract } from '../../preload/contract.ts';

test('every channel is a call with input and output, or an event with a payload', () => {
  for (const [domain, members] of Object.entries(contract)) {
    for (const [name, member] of Object.entries(members)) {
      expect(`${domain}.${name}`).toMatch(/^[a-z]+\.[a-z][A-Za-z]*$/);
      expect(member.kind === 'call' ? [member.input, member.output] : [member.payload]).not.toContain(undefined);
    }
  }
});

test('no schema that reaches the renderer has a token in it, but for the one a person copies once', () => {
  const leaks: string[] = [];
  for (const [domain, members] of Object.entries(contract)) {
    for (const [name, member] of Object.entries(members)) {
      const shape = member.kind === 'call' ? member.output : member.payload;
      const keys = Object.keys('shape' in shape ? shape.shape : {});
      if (keys.includes('token')) leaks.push(`${domain}.${name}`);
    }
  }
  // A fix preview's token is a handle, a connection's says only how the secret is kept.
  expect(leaks.sort()).toEqual([
    'addons.previewFix',
    'connections.activate',
    'connections.add',
    'connections.setToken',
    'connections.signIn',
    'connections.update',
    'registry.createToken',
  ]);
});
