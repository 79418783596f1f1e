export { AgentPanel } from './agent-panel.tsx';
