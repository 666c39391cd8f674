/** The job queue: graphile-worker's schema owned by app_jobs, and the one function by which app_rw adds a job. */
import { runMigrations } from 'graphile-worker';
import pg from 'pg';

/** In the same transaction as the change that asks for the job, so that neither exists without the other. */
const enqueue = `
CREATE OR REPLACE FUNCTION job.enqueue(p_task text, p_payload json, p_job_key text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT graphile_worker.add_job(identifier => p_task, payload => p_payload, job_key => p_job_key, max_attempts => 5)
$$;
REVOKE ALL ON FUNCTION job.enqueue(text, json, text) FROM PUBLIC;
GRANT USAGE ON SCHEMA job TO app_rw;
GRANT EXECUTE ON FUNCTION job.enqueue(text, json, text) TO app_rw;
`;

export const installJobs = async (jobsUrl: string): Promise<void> => {
  const pool = new pg.Pool({ connectionString: jobsUrl, max: 1 });
  // a lost connection fails the statement that was running; these handlers only keep Node alive
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool });
    await pool.query(enqueue);
  } finally {
    await pool.end();
  }
};
