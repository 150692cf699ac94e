// The menu down the left: areas under their headings, a badge for what waits, collapsible to its icons.
import KeyboardDoubleArrowLeft from '@mui/icons-material/KeyboardDoubleArrowLeft';
import KeyboardDoubleArrowRight from '@mui/icons-material/KeyboardDoubleArrowRight';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { Fragment } from 'react';
import { NavLink } from 'react-router';
import { text } from '../../text/text';
import { ProductIcon } from '../product-icon';
import type { Area } from './areas';

/** Nothing is shown for a count of 0. */
export interface NavigationBadge {
  readonly count: number;
  readonly words: string;
}
const noBadge: NavigationBadge = { count: 0, words: '' };

export interface NavigationProps {
  readonly areas: readonly Area[];
  readonly collapsed: boolean;
  /** What waits, by the path of its area: how many, and in words. */
  readonly badges: Readonly<Record<string, NavigationBadge>>;
  readonly onToggle: () => void;
}

export function Navigation({ areas, collapsed, badges, onToggle }: NavigationProps) {
  return (
    <Box
      component="nav"
      aria-label={text.frame.navigation}
      sx={(theme) => ({
        width: collapsed ? 56 : 224,
        flexShrink: 0,
        display: 'flex',
        flexDirection: 'column',
        padding: '12px 8px 8px',
        backgroundColor: theme.vars!.palette.surface.sunken,
        borderRight: `1px solid ${theme.vars!.palette.surface.line}`,
        overflow: 'hidden auto',
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, height: 36, paddingLeft: '6px', marginBottom: 1 }}>
        <ProductIcon size={26} />
        {collapsed ? null : (
          <Typography component="p" variant="h3" noWrap>
            {text.common.productName}
          </Typography>
        )}
      </Box>
      <Box
        component="ul"
        sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px', flex: 1, alignContent: 'start' }}
      >
        {areas.map((area, index) => {
          const heading =
            area.section !== undefined && area.section !== areas[index - 1]?.section ? area.section : null;
          return (
            <Fragment key={area.path}>
              {heading === null ? null : collapsed ? (
                <Box component="li" aria-hidden sx={{ height: '1px', margin: '8px 6px', backgroundColor: 'divider' }} />
              ) : (
                <Box component="li" sx={{ padding: '12px 8px 2px' }}>
                  <Typography
                    variant="overline"
                    component="span"
                    sx={{ color: 'text.secondary', textTransform: 'none', letterSpacing: '0.01em' }}
                  >
                    {heading}
                  </Typography>
                </Box>
              )}
              {heading === null && area.section === undefined && areas[index - 1]?.section !== undefined ? (
                <Box component="li" aria-hidden sx={{ height: '8px' }} />
              ) : null}
              <li>
                <AreaLink area={area} collapsed={collapsed} badge={badges[area.path] ?? noBadge} />
              </li>
            </Fragment>
          );
        })}
      </Box>
      <Tooltip title={collapsed ? text.frame.expand : text.frame.collapse} placement="right">
        <IconButton
          aria-label={collapsed ? text.frame.expand : text.frame.collapse}
          aria-expanded={!collapsed}
          onClick={onToggle}
          sx={{ alignSelf: collapsed ? 'center' : 'flex-end' }}
        >
          {collapsed ? <KeyboardDoubleArrowRight fontSize="small" /> : <KeyboardDoubleArrowLeft fontSize="small" />}
        </IconButton>
      </Tooltip>
    </Box>
  );
}

function AreaLink({
  area,
  collapsed,
  badge,
}: {
  readonly area: Area;
  readonly collapsed: boolean;
  readonly badge: NavigationBadge;
}) {
  const Icon = area.icon;
  const link = (
    <Box
      component={NavLink}
      to={area.path}
      end={area.path === '/'}
      {...(collapsed ? { 'aria-label': badge.count === 0 ? area.label : `${area.label}: ${badge.words}` } : {})}
      sx={(theme) => {
        const { palette } = theme.vars!;
        return {
          display: 'flex',
          alignItems: 'center',
          gap: 1.25,
          height: 34,
          paddingInline: '10px',
          borderRadius: '6px',
          color: palette.text.primary,
          textDecoration: 'none',
          fontSize: '0.8125rem',
          fontWeight: 500,
          position: 'relative',
          '& svg': { fontSize: 19, color: palette.text.secondary, flexShrink: 0 },
          '&:hover': { backgroundColor: palette.surface.raised },
          '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 },
          '&.active': { backgroundColor: palette.tone.accent.bg, color: palette.tone.accent.fg, fontWeight: 620 },
          '&.active svg': { color: palette.tone.accent.fg },
        };
      }}
    >
      <Icon aria-hidden />
      {collapsed ? null : (
        <Box component="span" sx={{ flex: 1 }}>
          {area.label}
        </Box>
      )}
      {badge.count === 0 ? null : (
        <Box
          component="span"
          role="img"
          aria-label={badge.words}
          sx={(theme) => ({
            minWidth: 18,
            height: 18,
            paddingInline: '5px',
            borderRadius: '9px',
            display: 'grid',
            placeItems: 'center',
            fontSize: '0.6875rem',
            fontWeight: 700,
            backgroundColor: theme.vars!.palette.tone.attention.fg,
            color: theme.vars!.palette.tone.attention.bg,
            ...(collapsed ? { position: 'absolute', top: 0, right: 0 } : {}),
          })}
        >
          {badge.count}
        </Box>
      )}
    </Box>
  );
  return collapsed ? (
    <Tooltip title={area.label} placement="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
