/** Names that libraries made for CommonJS use, the one for SSH among them. A bundle is a module, where they are called otherwise. */
export const COMMONJS_NAMES = { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } as const;
