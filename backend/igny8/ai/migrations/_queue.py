"""The queue's hot path as database functions: one round trip each, each its own short transaction."""

FORWARD = r"""
CREATE SEQUENCE igny8_run_fence;

-- The next promoted run, now ours: a higher fence than anybody before us and a lease to keep alive.
CREATE FUNCTION igny8_run_claim(lease_seconds double precision) RETURNS SETOF igny8_ai_runs LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.everything', 'on', true);
  RETURN QUERY
  UPDATE igny8_ai_runs AS r
     SET status = 'running', phase = 'INIT', attempt = r.attempt + 1, fence = nextval('igny8_run_fence'),
         promoted_at = NULL, not_before = NULL, started_at = coalesce(r.started_at, clock_timestamp()),
         lease_until = clock_timestamp() + make_interval(secs => lease_seconds), updated_at = clock_timestamp()
   WHERE r.id = (SELECT q.id FROM igny8_ai_runs q
                  WHERE q.status = 'pending' AND q.promoted_at IS NOT NULL
                  ORDER BY q.promoted_at, q.id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING r.*;
END $$;

-- Promote up to `batch` runs in fair turns: accounts in flight least go first, never more than the account's cap and the
-- lane's (the site's) own. One promoter at a time, so that the caps hold.
CREATE FUNCTION igny8_runs_promote(batch integer, account_cap integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE promoted integer;
BEGIN
  PERFORM set_config('app.everything', 'on', true);
  PERFORM pg_advisory_xact_lock(8880001);
  UPDATE igny8_ai_runs SET status = 'pending', promoted_at = NULL
   WHERE status = 'waiting' AND not_before <= clock_timestamp();
  WITH RECURSIVE lanes AS (
    (SELECT account_id, lane FROM igny8_ai_runs WHERE status = 'pending' AND promoted_at IS NULL
      ORDER BY account_id, lane LIMIT 1)
    UNION ALL
    SELECT n.account_id, n.lane FROM lanes l CROSS JOIN LATERAL (
      SELECT r.account_id, r.lane FROM igny8_ai_runs r
       WHERE r.status = 'pending' AND r.promoted_at IS NULL AND (r.account_id, r.lane) > (l.account_id, l.lane)
       ORDER BY r.account_id, r.lane LIMIT 1) n
  ), busy AS (
    SELECT account_id, lane, count(*) AS n FROM (
      SELECT account_id, lane FROM igny8_ai_runs WHERE status = 'running'
      UNION ALL
      SELECT account_id, lane FROM igny8_ai_runs WHERE status = 'pending' AND promoted_at IS NOT NULL) x GROUP BY 1, 2
  ), busy_account AS (
    SELECT account_id, sum(n) AS n FROM busy GROUP BY 1
  ), candidates AS (
    SELECT j.id, row_number() OVER (PARTITION BY l.account_id ORDER BY j.rank, j.priority, j.id) + coalesce(ba.n, 0) AS turn
      FROM lanes l
      LEFT JOIN busy b USING (account_id, lane)
      LEFT JOIN busy_account ba USING (account_id)
      CROSS JOIN LATERAL (
        SELECT q.id, q.priority, q.lane_cap, coalesce(b.n, 0) + row_number() OVER (ORDER BY q.priority, q.id) AS rank
          FROM (SELECT r.id, r.priority, r.lane_cap FROM igny8_ai_runs r
                 WHERE r.status = 'pending' AND r.promoted_at IS NULL AND r.account_id = l.account_id AND r.lane = l.lane
                 ORDER BY r.priority, r.id LIMIT batch) q) j
     WHERE j.rank <= j.lane_cap
  ), chosen AS (
    SELECT id, row_number() OVER (ORDER BY turn, id) AS place FROM candidates
     WHERE turn <= account_cap ORDER BY turn, id LIMIT batch
  )
  UPDATE igny8_ai_runs AS r SET promoted_at = clock_timestamp() + chosen.place * interval '1 microsecond'
    FROM chosen WHERE r.id = chosen.id AND r.status = 'pending' AND r.promoted_at IS NULL;
  GET DIAGNOSTICS promoted = ROW_COUNT;
  RETURN promoted;
END $$;

-- Terminal rows do not change.
CREATE FUNCTION igny8_run_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'run % is over and cannot change', OLD.id;
END $$;
CREATE TRIGGER run_is_over BEFORE UPDATE OF status, fence, settled_centi, result ON igny8_ai_runs FOR EACH ROW
  WHEN (OLD.status IN ('succeeded', 'failed', 'cancelled')) EXECUTE FUNCTION igny8_run_is_over();
"""

BACKWARD = """
DROP TRIGGER run_is_over ON igny8_ai_runs;
DROP FUNCTION igny8_run_is_over(); DROP FUNCTION igny8_runs_promote(integer, integer);
DROP FUNCTION igny8_run_claim(double precision); DROP SEQUENCE igny8_run_fence;
"""
