import { CompareSnapshots, CountBase, ListDifferences, ListMembers, ListSnapshots, ReadCoverage, ReadSnapshot, SnapshotRequest } from '@qiaomen/domain/base-figure/query'; // prettier-ignore
import { procedure } from '../../trpc.ts';
import { compareSnapshots, listDifferences } from './compare-snapshots.ts';
import { cancelCount, discardSnapshot, publishSnapshot, startCount } from './handle.ts';
import { listMembers } from './list-members.ts';
import { readCoverage } from './read-coverage.ts';
import { readSnapshot } from './read-snapshot.ts';
import { listSnapshots } from './snapshots.ts';

const read = procedure.meta({ permission: 'baseFigure.read' });
const manage = procedure.meta({ permission: 'baseFigure.manage' });

export const baseFigureProcedures = {
  list: read.input(ListSnapshots).query(({ ctx, input }) => listSnapshots(ctx, input)),
  read: read.input(ReadSnapshot).query(({ ctx, input }) => readSnapshot(ctx, input)),
  members: read.input(ListMembers).query(({ ctx, input }) => listMembers(ctx, input)),
  coverage: read.input(ReadCoverage).query(({ ctx, input }) => readCoverage(ctx, input)),
  compare: read.input(CompareSnapshots).query(({ ctx, input }) => compareSnapshots(ctx, input)),
  differences: read.input(ListDifferences).query(({ ctx, input }) => listDifferences(ctx, input)),
  count: manage.input(CountBase).mutation(({ ctx, input }) => startCount(ctx, input)),
  cancel: manage.input(SnapshotRequest).mutation(({ ctx, input }) => cancelCount(ctx, input.snapshotId)),
  publish: manage.input(SnapshotRequest).mutation(({ ctx, input }) => publishSnapshot(ctx, input.snapshotId)),
  discard: manage.input(SnapshotRequest).mutation(({ ctx, input }) => discardSnapshot(ctx, input.snapshotId)),
};
