# SPDX-License-Identifier: Apache-2.0
title = "How soon somebody is needed"
