import { useEffect } from 'react';
import { Button, NativeSelect, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { canDo } from '#shared/agent/model-names.ts';
import { placeOf } from '#shared/agent/providers.ts';
import { plainCount, trapCount } from '#shared/agent/trial/questions.ts';
import { verdictOf } from '#shared/agent/trial/trial.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useOllama } from '#renderer/state/models.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { takeTrials, useTrials } from '#renderer/state/trials.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Section, StateBadge, type Tone } from '#renderer/ui/index.ts';
import type { TrialState } from '#renderer/vault/api.ts';
import { ProblemText } from '../../problem-text.tsx';
import { Reasons, TrialResult } from './trial-result.tsx';
import classes from './trial.module.css';

/** Whether each model may choose automatic answers on this computer: it is tried before, with this business's questions. */
export function ModelTrials({ providers }: { providers: ModelProvider[] }) {
  const { t } = useTranslation('trial');
  const { states, best } = useTrials();
  useEffect(() => ignore(look()), []);
  const withModel = providers.filter(({ model = '' }) => model !== '');
  if (withModel.length === 0) return null;
  return (
    <Section title={t('title')} hint={t('hint', { count: plainCount + trapCount })}>
      {withModel.map((provider) => (
        <ProviderTrials
          key={provider.id}
          provider={provider}
          states={states.filter(({ providerId }) => providerId === provider.id)}
        />
      ))}
      <Recommendation providers={withModel} best={best} />
    </Section>
  );
}

interface ProviderTrialsProps {
  provider: ModelProvider;
  states: TrialState[];
}

/** The chosen model, those that were tried beside it, and those that could be. */
function ProviderTrials({ provider, states }: ProviderTrialsProps) {
  const stateOf = (model: string) => states.find((each) => each.model === model);
  // What was chosen a moment ago and never tried is no trial.
  const others = states.filter(
    ({ model, trial, running }) => model !== provider.model && (trial !== undefined || running),
  );
  return (
    <>
      <ModelTrial provider={provider} state={stateOf(provider.model ?? '')} />
      {others.map((state) => (
        <ModelTrial key={state.model} provider={{ ...provider, model: state.model }} state={state} />
      ))}
      {provider.kind === 'ollama' && <TryAnother provider={provider} states={states} />}
    </>
  );
}

/** Another model of the server, before it is chosen. */
function TryAnother({ provider, states }: ProviderTrialsProps) {
  const { t } = useTranslation('trial');
  const { status } = useOllama(provider.url);
  const present = status?.state === 'ready' ? status.models : [];
  const known = new Set([provider.model, ...states.map(({ model }) => model)]);
  const names = present
    .filter((each) => each.local && canDo(each, 'completion') && !known.has(each.name))
    .map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      w={260}
      aria-label={t('another')}
      value=""
      data={[{ value: '', label: t('another') }, ...names]}
      onChange={({ currentTarget: { value } }) => {
        if (value !== '') ignore(start({ providerId: provider.id, model: value }));
      }}
    />
  );
}

async function start(model: { providerId: string; model: string }): Promise<void> {
  const begun = await vault().startTrial(model);
  if (!begun.ok) showProblem(begun.error);
}

/** Asks the servers which models they have now: another one under the same name has to be tried again. */
async function look(): Promise<void> {
  takeTrials(await vault().trials());
}

interface ModelTrialProps {
  provider: ModelProvider;
  state: TrialState | undefined;
}

function ModelTrial({ provider, state }: ModelTrialProps) {
  const { t } = useTranslation('trial');
  const { name, model = '' } = provider;
  const { trial, running = false, problem } = state ?? {};
  const [tone, standing] = standingOf(state);
  const done = trial?.answers.length ?? 0;
  const isOver = trial?.endedAt !== undefined && !running;
  return (
    <article className={classes.trial} aria-label={t('of', { model })}>
      <div className={classes.head}>
        <span className={classes.name}>{name}</span>
        <span className={classes.model}>{model}</span>
        <StateBadge tone={tone}>{t(`standing.${standing}`)}</StateBadge>
        <TrialButton provider={provider} state={state} />
      </div>
      {running && (
        <div className={classes.progress}>
          <Progress.Root flex={1} size="sm">
            <Progress.Section
              value={trial === undefined || trial.total === 0 ? 0 : (done / trial.total) * 100}
              aria-label={t('progress')}
            />
          </Progress.Root>
          <span className={classes.count}>
            {done === 0 ? t('measuring') : t('asked', { done, total: trial?.total })}
          </span>
        </div>
      )}
      {!isOver && !running && placeOf(provider) === 'remote' && <p className={classes.note}>{t('remote')}</p>}
      {!running && <ProblemText problem={problem} />}
      {isOver && trial !== undefined && <Reasons trial={trial} />}
      {state?.stillPassed === true && <p className={classes.note}>{t('stillPassed')}</p>}
      {standing !== 'passed' && !running && state?.stillPassed !== true && (
        <p className={classes.note}>{t(`means.${standing}`)}</p>
      )}
      {isOver && trial !== undefined && <TrialResult trial={trial} />}
    </article>
  );
}

type Standing = 'none' | 'running' | 'unfinished' | 'passed' | 'failed' | 'form' | 'model' | 'prices';

function standingOf(state: TrialState | undefined): [Tone, Standing] {
  const { trial, running, stale } = state ?? {};
  if (running === true) return ['info', 'running'];
  if (trial === undefined) return ['neutral', 'none'];
  if (stale !== undefined) return ['warn', stale];
  if (trial.endedAt === undefined) return ['neutral', 'unfinished'];
  return verdictOf(trial).passed ? ['good', 'passed'] : ['warn', 'failed'];
}

function TrialButton({ provider: { id, model = '' }, state }: ModelTrialProps) {
  const { t } = useTranslation('trial');
  const tried = { providerId: id, model };
  const [, standing] = standingOf(state);
  const word = standing === 'none' ? 'try' : standing === 'unfinished' ? 'goOn' : 'again';
  return standing === 'running' ? (
    <Button size="xs" variant="default" onClick={() => ignore(vault().stopTrial(tried))}>
      {t('stop')}
    </Button>
  ) : (
    <Button
      size="xs"
      variant={standing === 'none' ? 'filled' : 'default'}
      onClick={() => ignore(start(tried))}
    >
      {t(word)}
    </Button>
  );
}

/** By what this computer has measured. */
function Recommendation({
  providers,
  best,
}: {
  providers: ModelProvider[];
  best: { providerId: string; model: string } | undefined;
}) {
  const { t } = useTranslation('trial');
  const provider = providers.find(({ id }) => id === best?.providerId);
  if (best === undefined || provider === undefined) return null;
  const isChosen = provider.model === best.model;
  return (
    <div className={classes.best}>
      <p className={classes.note}>{t(isChosen ? 'bestChosen' : 'best', { model: best.model })}</p>
      {!isChosen && (
        <Button
          size="xs"
          variant="default"
          onClick={() => ignore(run('ai.updateProvider', { id: provider.id, fields: { model: best.model } }))}
        >
          {t('use', { model: best.model })}
        </Button>
      )}
    </div>
  );
}
