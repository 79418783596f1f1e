import { useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconDeviceLaptop, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { StateBadge } from '#renderer/ui/index.ts';
import type { SeenDevices } from '#shared/sync/sessions.ts';
import type { TeamDevice, TeamMember } from '#renderer/vault/team/api.ts';
import { AccessDialog } from './access-dialog.tsx';
import { nameOfDevice, nameOfMember, nameOfSelf } from './names.ts';
import { PhoneDialog } from './phone-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { RemoveDialog, type Removal } from './remove-dialog.tsx';
import { isAdjusted } from './rights.ts';
import { useSeenDevices } from './use-seen-devices.ts';
import classes from './team.module.css';

interface MemberListProps {
  members: TeamMember[];
  /** Whether this device may and can change the team now. */
  canChange: boolean;
  onAddDevice: (member: TeamMember) => void;
}

/** Everybody with their role and devices; oneself first. */
export function MemberList({ members, canChange, onAddDevice }: MemberListProps) {
  const [removal, setRemoval] = useState<Removal>();
  const [adjusting, setAdjusting] = useState<TeamMember>();
  const [renaming, setRenaming] = useState<TeamMember>();
  const [calling, setCalling] = useState<TeamMember>();
  const canRename = useAccess('desk') === 'write';
  const seen = useSeenDevices(members, canChange);
  const format = useFormat();
  const { t } = useTranslation('access');
  const sorted = members.toSorted((a, b) => Number(b.self) - Number(a.self) || a.name.localeCompare(b.name));
  return (
    <>
      <ul className={classes.list}>
        {sorted.map((member) => (
          <Member
            key={member.id}
            member={member}
            canChange={canChange}
            seen={seen}
            onAddDevice={() => onAddDevice(member)}
            onAdjust={() => setAdjusting(member)}
            onRename={canRename ? () => setRenaming(member) : undefined}
            onPhone={() => setCalling(member)}
            onRemove={setRemoval}
          />
        ))}
      </ul>
      {seen !== undefined && (
        <p className={classes.why}>{t('seen.word', { when: format.dayAndTime(seen.since) })}</p>
      )}
      {removal !== undefined && <RemoveDialog removal={removal} onClose={() => setRemoval(undefined)} />}
      {adjusting !== undefined && <AccessDialog member={adjusting} onClose={() => setAdjusting(undefined)} />}
      {calling !== undefined && <PhoneDialog member={calling} onClose={() => setCalling(undefined)} />}
      {renaming !== undefined && <RenameDialog member={renaming} onClose={() => setRenaming(undefined)} />}
    </>
  );
}

interface MemberProps {
  member: TeamMember;
  canChange: boolean;
  seen: SeenDevices | undefined;
  onAddDevice: () => void;
  onAdjust: () => void;
  /** Missing where this member may not change names. */
  onRename: (() => void) | undefined;
  onPhone: () => void;
  onRemove: (removal: Removal) => void;
}

function Member({
  member,
  canChange,
  seen,
  onAddDevice,
  onAdjust,
  onRename,
  onPhone,
  onRemove,
}: MemberProps) {
  const { t } = useTranslation('settings');
  const { role, access, self, devices } = member;
  const isServed = useRecord('members', member.id)?.isServed === true;
  const name = nameOfMember(t, member);
  // A device knows of others' rights only where it has some itself.
  const adjusted = (canChange || self) && isAdjusted(role, access);
  return (
    <li className={classes.entry} aria-label={name}>
      <div className={classes.line}>
        <span className={classes.name} dir="auto">
          {self ? nameOfSelf(t, member) : name}
        </span>
        {onRename !== undefined && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('team_renameOne', { name })}
            onClick={onRename}
          >
            <IconPencil size={18} stroke={1.5} />
          </ActionIcon>
        )}
        <StateBadge tone="neutral" title={t(adjusted ? 'team_adjustedHint' : `team_sees_${role}`)}>
          {adjusted ? t('team_adjusted', { role: t(`team_role_${role}`) }) : t(`team_role_${role}`)}
        </StateBadge>
        {isServed && (
          <StateBadge tone="info" title={t('team_servedHint')}>
            {t('team_served')}
          </StateBadge>
        )}
        <span className={classes.actions}>
          {canChange && member.name !== '' && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('team_phoneOf', { name })}
              onClick={onPhone}
            >
              {t('team_phone')}
            </Button>
          )}
          {canChange && role !== 'owner' && (
            <Button size="compact-sm" variant="default" onClick={onAdjust}>
              {t('team_access')}
            </Button>
          )}
          {canChange && (
            <Button size="compact-sm" variant="default" onClick={onAddDevice}>
              {t(self ? 'team_addOwnDevice' : 'team_addDevice')}
            </Button>
          )}
          {canChange && role !== 'owner' && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={t('removeOne', { what: name })}
              onClick={() => onRemove({ member })}
            >
              {t('remove')}
            </Button>
          )}
        </span>
      </div>
      <ul className={classes.devices}>
        {devices.map((device) => (
          <Device
            key={device.id}
            device={device}
            seen={seen?.devices[device.id]}
            canRemove={canChange && !device.self}
            onRemove={() => onRemove({ member, device })}
          />
        ))}
      </ul>
    </li>
  );
}

interface DeviceProps {
  device: TeamDevice;
  seen: SeenDevices['devices'][string] | undefined;
  canRemove: boolean;
  onRemove: () => void;
}

function Device({ device, seen, canRemove, onRemove }: DeviceProps) {
  const { t } = useTranslation('settings');
  const { t: inAccess } = useTranslation('access');
  const format = useFormat();
  const name = nameOfDevice(t, device);
  const { addedAt, self } = device;
  const since = addedAt > 0 ? t('team_since', { day: format.day(addedAt) }) : undefined;
  const aside = self ? t('team_thisDevice') : since;
  return (
    <li className={classes.line}>
      <IconDeviceLaptop size={18} stroke={1.5} aria-hidden />
      {name !== aside && <span>{name}</span>}
      <span className={classes.aside}>{aside}</span>
      {seen !== undefined && (
        <span className={classes.aside}>
          {inAccess(seen.isConnected ? 'seen.now' : 'seen.last', {
            when: format.dayAndTime(seen.at),
            address: seen.address || inAccess('seen.unknown'),
          })}
        </span>
      )}
      {device.copied && <StateBadge tone="bad">{t('team_copiedBadge')}</StateBadge>}
      {canRemove && (
        <span className={classes.actions}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={t('removeOne', { what: name })}
            onClick={onRemove}
          >
            {t('remove')}
          </Button>
        </span>
      )}
    </li>
  );
}
