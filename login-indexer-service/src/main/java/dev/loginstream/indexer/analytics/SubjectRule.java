package dev.loginstream.indexer.analytics;

import java.util.List;

/**
 * A rule on the logins of one network, one device or one user. A pure function.
 */
interface SubjectRule extends Rule {

	/**
	 * Looks for what the rule says.
	 * @param logins all of one subject, by time
	 * @return what was found; may overlap
	 */
	List<Finding> findings(List<Login> logins);

}
