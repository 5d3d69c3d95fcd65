// Proofs that take minutes; `npm run test:long`.
import { suites } from './jest.config.js';

export default suites('long-spec');
