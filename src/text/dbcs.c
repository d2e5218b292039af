/* Which rows of GBK and Big5 are left to private use. Refuses to know how a
 * decoder works and what text says. */
#include "text/dbcs.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static jy__dbcs all[JY__DBCS_ALL]; /* a chart once it was made */

static void find_private(jy__dbcs *d) {
  for (unsigned lead = JY__LEAD; lead < JY__BYTE_END; lead++) {
    size_t n = 0;
    for (unsigned second = JY__LEAD; second < JY__BYTE_END; second++) n += !jy__dbcs_char(d, lead, second);
    d->is_private[lead] = n >= (JY__BYTE_END - JY__LEAD) / 5;
  }
}

int jy__dbcs_get(const jy__dbcs **out, jy__dbcs_id id) {
  const jy__chart *chart = jy__chart_of(id == JY__GBK ? JY__CHART_GB : JY__CHART_BIG5);
  if (!chart) return jy_error_last()->code;
  pthread_mutex_lock(&lock);
  if (!all[id].chart) {
    all[id].chart = chart;
    find_private(&all[id]);
  }
  pthread_mutex_unlock(&lock);
  *out = &all[id];
  return JY_OK;
}
