import { ERRORS } from '../../../protocol/index.ts';

/** Every code of the upload and retry routes, with the field it belongs to. */
export const UPLOAD_CODES = Object.values(ERRORS).map(({ code, field }) => ({ code, field }));
