import { expose } from 'comlink';
import { createCallReader } from './call-reader.ts';

expose(createCallReader());
