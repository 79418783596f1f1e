import { expose } from 'comlink';
import { createChatReader } from './chat-reader.ts';

expose(createChatReader());
