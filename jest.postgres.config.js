// The suites that touch the database, the longer ones too; `npm run test:postgres`.
import { suites } from './jest.config.js';

export default suites('e2e-spec|long-spec');
