# SPDX-License-Identifier: Apache-2.0
title = "The diary"
